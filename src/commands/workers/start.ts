import { availableParallelism } from 'node:os';
import { CallerProcesses } from '../../callers/process/caller-processes.js';
import { schemeOf } from '../../config/address.js';
import type { Settings } from '../../config/settings.js';
import { ListenError } from '../../exchange/errors.js';
import { createStrayRegister } from '../../openstack/link-strays.js';
import { discoveredLookup } from '../../proxy/discovered-lookup.js';
import { Routes } from '../../proxy/routes.js';
import { Recorder, type TraceSummary } from '../../recorder/recorder.js';
import { canBeSplit, SplitRecorder } from '../../recorder/split-recorder.js';
import { CallTree } from '../call-tree.js';
import { checkFiles } from '../check-files.js';
import { currentSettings, switchByPage, watchCurrent } from '../current-settings.js';
import { lookUpEvents, recorderEvents } from '../told.js';
import type { ProxyTracing, TracingOptions } from '../tracing.js';
import { RemoteUpstream } from './exchange.js';
import { Pulls } from './pulls.js';
import { Team } from './team.js';

/**
 * Processors from which on two threads write: one takes about as long for a message as the thread that serves it, so that it would
 * hold two workers to the pace of one; where processors are few, two would take more of them away.
 */
const ENOUGH = 4;

/** Lines of the log that are said once, whichever worker says them. */
const MOST_ONCE = 1_000;

/**
 * Starts a tracing proxy whose requests are served by several processes. This one writes the trace, and knows callers, filters
 * and the page:
 *
 *     callers <--> workers <--> services
 *                   |   ^
 *      who calls? --+   +-- its caller, and whether it is traced
 *      messages ----+
 *                   v
 *               this process: one order, one numbering --> writing thread
 *
 * Throws a ConfigError or a ListenError that says what to do.
 */
export async function startWithWorkers(
  settings: Settings,
  { log, reload }: Pick<TracingOptions, 'log' | 'reload'>,
): Promise<ProxyTracing> {
  checkFiles(settings);
  const current = currentSettings(settings);
  const routes = new Routes(settings.services);
  const strays = createStrayRegister();
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const processes = new CallerProcesses({ ...lookUpEvents(log), isOwn: (pid) => team.pids.includes(pid) });
  const split = availableParallelism() >= ENOUGH && canBeSplit(settings.files);
  const recorder = new (split ? SplitRecorder : Recorder)(settings, recorderEvents(log));
  const nameOfType = (type: string) =>
    routes.upstreams.find(({ service }) => service.type === type)?.service.name ?? null;
  const tree = new CallTree(
    { rules: () => current.rules, nameOfType },
    {
      of: (connection) => processes.of(connection),
      heldBy: async (pid, upstreams) => {
        await Promise.all(upstreams.map((upstream) => upstream instanceof RemoteUpstream && upstream.find()));
        return processes.heldBy(pid, upstreams);
      },
    },
  );
  const once = new Set<string>();
  const team = new Team(
    settings,
    {
      recorder,
      tree,
      pulls: new Pulls(),
      log,
      meet: (connection, ready) => processes.connected(connection, ready),
      isTraced: (call) => current.enabled && !current.isFiltered(call),
    },
    (news, from) => {
      switch (news.kind) {
        case 'log':
          if (news.once && (once.has(news.message) || once.size >= MOST_ONCE)) break;
          if (news.once) once.add(news.message);
          log[news.level](news.fields, news.message);
          break;
        case 'stray':
          if (strays.add(news.url)) changed();
          break;
        case 'discovered': {
          const known = routes.upstreams.map(({ service: { url } }) => url);
          for (const service of news.discovered.services)
            if (!known.includes(service.url)) routes.add(service, discoveredLookup(false));
          team.tellAll(news, from);
        }
      }
    },
  );
  let places: Awaited<ReturnType<Team['start']>>;
  try {
    places = await team.start();
  } catch (error) {
    await Promise.all([recorder.close(), processes.close()]);
    throw error;
  }
  log.info({ pids: team.pids }, `${settings.workers} worker processes serve requests`);
  const watch = watchCurrent(settings, current, { log, reload, onChange: changed });
  return {
    proxy: {
      routes,
      listeners: settings.listeners.map((listener, at) => {
        const place = places[at];
        if (place === undefined) throw new ListenError('a worker process listens nowhere');
        return { settings: listener, place: { ...place, scheme: schemeOf(listener) } };
      }),
    },
    catalog: {
      get strays() {
        return strays.all;
      },
    },
    get enabled() {
      return current.enabled;
    },
    enable: (enabled) => switchByPage(current, enabled, { log, onChange: changed }),
    reopen: () => {
      recorder.reopen();
      team.tellAll({ kind: 'renew' });
    },
    onChange: (listener) => void listeners.push(listener),
    close: async (): Promise<TraceSummary> => {
      watch?.close();
      await team.stop();
      await processes.close();
      return recorder.close();
    },
  };
}
