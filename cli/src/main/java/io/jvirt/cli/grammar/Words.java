package io.jvirt.cli.grammar;

/**
 * Where the words of a command line come from: the program's arguments, or a text that is split as a shell would,
 * roughly. In a text, {@code ;} and the end of a line end a command and a word that starts with {@code #} starts a
 * comment; double quotes keep everything but {@code \}, single quotes keep everything, {@code \} takes the next
 * character as it is and joins lines.
 */
public abstract sealed class Words {

    /** What {@link #next} found. */
    public enum Token {
        /** A word, see {@link #word}. */
        WORD,
        /** The end of one command. */
        END_OF_COMMAND,
        /** The end of everything. */
        END
    }

    /** The last word, with quotes removed. */
    protected String word = "";

    /**
     * {@return what comes next}
     *
     * @throws SyntaxException when a quote is not closed
     */
    public abstract Token next();

    /** {@return the last word} */
    public final String word() {
        return word;
    }

    /** {@return the words of an array; nothing in them ends a command} */
    public static Words of(String... words) {
        return new Given(words);
    }

    /** {@return the words of a text} */
    public static Words split(String text) {
        return new Split(text);
    }

    private static final class Given extends Words {
        private final String[] words;
        private int at;

        private Given(String[] words) {
            this.words = words;
        }

        @Override
        public Token next() {
            if (at == words.length) {
                return Token.END;
            }
            word = words[at++];
            return Token.WORD;
        }
    }

    private static final class Split extends Words {
        private final String text;
        private int at;

        private Split(String text) {
            this.text = text;
        }

        @Override
        public Token next() {
            skipBlanks();
            if (at >= text.length()) {
                return Token.END;
            }
            char first = text.charAt(at);
            if (first == ';' || first == '\n') {
                at++;
                return Token.END_OF_COMMAND;
            }
            if (first == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
                return Token.END_OF_COMMAND;
            }
            readWord();
            return Token.WORD;
        }

        private void skipBlanks() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == ' ' || c == '\t') {
                    at++;
                } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                    at += 2;
                } else {
                    return;
                }
            }
        }

        private void readWord() {
            StringBuilder found = new StringBuilder();
            boolean inDouble = false;
            boolean inSingle = false;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (!inDouble && !inSingle && (c == ' ' || c == '\t' || c == '\n' || c == ';')) {
                    break;
                }
                at++;
                if (!inDouble && c == '\'') {
                    inSingle = !inSingle;
                } else if (!inSingle && c == '"') {
                    inDouble = !inDouble;
                } else if (!inSingle && c == '\\') {
                    if (at == text.length()) {
                        throw new SyntaxException("dangling \\");
                    }
                    char escaped = text.charAt(at++);
                    if (escaped != '\n') {
                        found.append(escaped);
                    }
                } else {
                    found.append(c);
                }
            }
            if (inDouble) {
                throw new SyntaxException("missing \"");
            }
            word = found.toString();
        }
    }
}
