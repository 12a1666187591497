"""The one upward edge: what courses announces, for apps above that want to know."""

from collections.abc import Callable

CourseCompleted = Callable[[int], None]
_listeners: list[CourseCompleted] = []


def on_course_completed(listener: CourseCompleted) -> None:
    """Call the listener with a completion's id, inside the transaction that recorded it."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce_course_completed(completion_id: int) -> None:
    """Tell the listeners; an error of theirs undoes the completion."""
    for listener in _listeners:
        listener(completion_id)
