import mermaid from 'mermaid';

/** A step of a sequence diagram as Mermaid's own parser has it. */
export interface MermaidStep {
  readonly type: number;
  readonly from?: string;
  readonly to?: string;
  readonly message: unknown;
}

// It registers its kinds of diagrams when it is first asked to parse.
const registered = mermaid.parse('sequenceDiagram\na->>b: c');

/** The steps of a whole diagram, by the real Mermaid; throws where it does not take the diagram. */
export async function mermaidSteps(text: string): Promise<MermaidStep[]> {
  await registered;
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  return (diagram.db as unknown as { getMessages(): MermaidStep[] }).getMessages();
}

/** Mermaid's numbers for the kinds of steps (sequenceDb.ts, LINETYPE). */
export const STEP = {
  solid: 0,
  dotted: 1,
  loopStart: 10,
  loopEnd: 11,
  optStart: 15,
  optEnd: 16,
  activeStart: 17,
  activeEnd: 18,
  autonumber: 26,
} as const;
