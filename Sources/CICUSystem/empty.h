// Deliberately empty: ICU headers clash with Foundation's own ICU; this target only carries pkg-config flags.
