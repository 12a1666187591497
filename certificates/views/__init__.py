"""Pages of certificates: what verifiers, holders and other programs ask for."""
