// What files of this folder give each other: shapes that more than one of them names. Read by the type checker alone.

/** A widget's state, shared with Python; what Python sends is checked there. */
export interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(message: unknown): void;
  on(event: string, hear: () => void): void;
  off(event: string, hear: () => void): void;
}

/** What `make` sets on an element; a name such as `onclick` is a listener. */
export type Attributes = Record<string, any>;

export type Child = Node | string;

export interface View {
  model: Model;
  el: HTMLElement;
}

/** What the checks say of a field's characters from `start` to `end`. */
export interface Finding {
  check: string;
  where: string;
  severity: string;
  says: string;
  why: string;
  instead: string;
  example: string;
  quote: string;
  start: number;
  end: number;
  line?: number;
}

/** Where the cursor is: the field's name, and the id of a line that goes to another place by itself. */
export interface Place {
  where: string;
  caret: [number, number] | null;
  line?: string;
}

/** A fold beside the form. */
export interface Pane {
  key: string;
  title: string;
  content: Node;
  tools?: Node[];
}

/** The fields of one kind of answer, where `show` takes what `read` gives. */
export interface Form {
  node: HTMLElement;
  show(answer: any): void;
  read(): any;
  /** What an undo goes by, where that is less than `read` gives. */
  state?(): any;
  /** All that Python says. */
  hear?(shown: any): void;
  goTo?(finding: any): void;
  /** The one field in which it cites, at the cursor, or why there is none; without this it cites in lines of evidence. */
  cites?(): HTMLTextAreaElement | string;
  /** Whether it explains words where they stand. */
  atWords?: boolean;
  /** Whether it says what a remark says by itself. */
  tells?(remark: any): boolean;
  /** What stands beside it besides what every builder has. */
  panes?: Pane[];
  stop?(): void;
}

/** What the frame does for a form. */
export interface Frame {
  /** Say in words that a line is gone. */
  removed(says: string): void;
  /** Open a remark. */
  reveal(remark: any, opens?: boolean): void;
  open(pane: string): void;
  fold(): void;
}

/** Call it after a change, with milliseconds where the usual pause is too long. */
export type Changed = (after?: number | Event) => void;

/** One kind of builder. */
export interface Kind {
  name?: string;
  title: string;
  help?: string;
  makeForm(root: HTMLElement, changed: Changed, model: Model, frame: Frame): Form;
  placed?(finding: any): string;
  hasPicture?: boolean;
  hasFeedback?: boolean;
  hasUndo?: boolean;
  pause?: number;
  /** The width from which on panes stand beside the form. */
  room?: number;
}

/** What explains the words that the cursor or the pointer is at. */
export interface Note {
  node: HTMLElement;
  open(field: any, entry: any, aloud: boolean): void;
  close(): void;
  stop(): void;
  readonly target: { field: any; entry: any } | null;
}
