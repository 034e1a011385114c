// Never run. Publishing trims and precompiles a program with all that it refers to; this one refers to all of ours, so
// that they come out with one runtime between them.
return;
