"""What both doors say: words, names and facts as sentences, in the language in use."""
