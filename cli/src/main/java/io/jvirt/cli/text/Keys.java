package io.jvirt.cli.text;

/** Names of fields in JSON and YAML, made of the words that people read. */
final class Keys {
    private Keys() {}

    /** {@return lower case, {@code -} between words, nothing else: {@code CPU(s):} gives {@code cpus}} */
    static String of(String label) {
        StringBuilder key = new StringBuilder(label.length());
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                key.append((char) (c + 32));
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '.') {
                key.append(c);
            } else if (c == ' ' || c == '-') {
                key.append('-');
            }
        }
        return key.toString();
    }
}
