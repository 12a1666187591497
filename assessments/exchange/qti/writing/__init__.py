"""Our questions as QTI 3 items: what each is asked, and rules that give the same marks."""
