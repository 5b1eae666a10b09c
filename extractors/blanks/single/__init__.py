"""Tables whose texts are parted by single blanks, as text copied out of a PDF has them: what each word is tells its cell."""
