"""What a learner does with a quiz, over HTTP."""
