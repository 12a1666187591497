// Tabs of one browser that show the same attempt tell each other what they hear.
export class Tabs {
  constructor(attempt, hear) {
    if (!("BroadcastChannel" in window)) return;
    this.channel = new BroadcastChannel(`exam:${attempt}`);
    this.channel.addEventListener("message", (event) => hear(event.data));
  }

  tell(message) {
    this.channel?.postMessage(message);
  }
}
