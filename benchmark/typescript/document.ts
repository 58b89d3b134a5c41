/** What {@link file://./prepare.ts} hands to the app: one system in the shape of CDKTF's constructors. */
export interface Document {
  stacks: Stack[];
}

export interface Stack {
  id: string;
  backend?: Record<string, unknown>;
  providers: Record<string, unknown>[];
  elements: Element[];
  outputs: { name: string; config: Record<string, any> }[];
  /** What has no typed class, by its path in the Terraform document. */
  overrides: [path: string, value: unknown][];
}

export interface Element {
  /** The provider's module and the class in it; none for a remote state. */
  module?: string;
  folder?: string;
  class: string;
  name: string;
  config: Record<string, any>;
  /** Arguments that the class does not know, as Groundplan sets them too. */
  overrides: [path: string, value: unknown][];
}
