/** The URLs by which the cloud speaks of itself, without a trailing slash. */
export interface Published {
  /** Keystone's, in the catalog, its links and version documents. */
  readonly identityUrl: string;
  /** Glance's, in the catalog and its version document. */
  readonly imageUrl: string;
  /** Where Glance authenticates and has tokens validated. */
  readonly authUrl: string;
}
