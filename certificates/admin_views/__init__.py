"""What staff do with certificates in the CMS."""
