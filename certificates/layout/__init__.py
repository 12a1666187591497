"""How a certificate looks on A4: page, ornament, fonts, and what the PDF standards ask for."""
