"""What a person does, over HTTP."""
