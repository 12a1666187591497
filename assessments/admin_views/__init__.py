"""Pages of the CMS on which something is done about assessments."""
