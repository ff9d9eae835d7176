"""Works out where actors stand, and what changed, as pages and pictures show it."""
