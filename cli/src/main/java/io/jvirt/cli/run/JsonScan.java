package io.jvirt.cli.run;

import org.jspecify.annotations.Nullable;

/** Looks at JSON without building the document. */
final class JsonScan {
    private JsonScan() {}

    /** {@return the text of the member's value in the outermost object, null when there is none} */
    static @Nullable String member(String json, String name) {
        int depth = 0;
        int keyStart = -1;
        @Nullable String key = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                int end = endOfString(json, i);
                if (depth == 1 && key == null && keyStart < 0) {
                    keyStart = i;
                    key = json.substring(i + 1, end);
                }
                i = end;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 1) {
                key = null;
                keyStart = -1;
            } else if (c == ':' && depth == 1 && name.equals(key)) {
                return json.substring(i + 1, endOfValue(json, i + 1)).strip();
            }
        }
        return null;
    }

    /** {@return whether the text is one JSON object and nothing else (RFC 8259)} */
    static boolean isObject(String text) {
        String json = text.strip();
        return json.startsWith("{") && value(json, 0) == json.length();
    }

    /** {@return where the value that begins at an index ends, -1 when there is none} */
    private static int value(String json, int start) {
        int at = skipBlanks(json, start);
        if (at >= json.length()) {
            return -1;
        }
        char c = json.charAt(at);
        if (c == '"') {
            int end = endOfString(json, at);
            return end < json.length() ? end + 1 : -1;
        }
        if (c == '{' || c == '[') {
            return composite(json, at, c == '{');
        }
        int end = at;
        while (end < json.length() && ",:]} \t\r\n".indexOf(json.charAt(end)) < 0) {
            end++;
        }
        return scalar(json.substring(at, end)) ? end : -1;
    }

    private static int composite(String json, int start, boolean object) {
        char close = object ? '}' : ']';
        int at = skipBlanks(json, start + 1);
        if (at < json.length() && json.charAt(at) == close) {
            return at + 1;
        }
        while (true) {
            if (object) {
                at = skipBlanks(json, at);
                if (at >= json.length() || json.charAt(at) != '"') {
                    return -1;
                }
                at = skipBlanks(json, endOfString(json, at) + 1);
                if (at >= json.length() || json.charAt(at) != ':') {
                    return -1;
                }
                at++;
            }
            at = value(json, at);
            if (at < 0) {
                return -1;
            }
            at = skipBlanks(json, at);
            if (at >= json.length()) {
                return -1;
            }
            char c = json.charAt(at++);
            if (c == close) {
                return at;
            }
            if (c != ',') {
                return -1;
            }
        }
    }

    private static boolean scalar(String text) {
        if (text.equals("true") || text.equals("false") || text.equals("null")) {
            return true;
        }
        try {
            Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return false;
        }
        char first = text.charAt(0);
        return first == '-' || first >= '0' && first <= '9';
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfString(String json, int start) {
        int at = start + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, json.length());
    }

    private static int endOfValue(String json, int start) {
        int depth = 0;
        for (int i = start; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                i = endOfString(json, i);
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    return i;
                }
                depth--;
            } else if (c == ',' && depth == 0) {
                return i;
            }
        }
        return json.length();
    }
}
