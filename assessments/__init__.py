"""Questions, quizzes, attempts and their grading."""
