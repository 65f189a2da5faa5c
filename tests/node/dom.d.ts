// What a selector finds, and what an event happens to, is what a template wrote: the type check cannot know it.
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element {
  closest(selectors: string): any;
}
interface EventTarget {
  [member: string]: any;
}
