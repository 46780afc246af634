package io.jvirt.cli.run;

import org.jspecify.annotations.Nullable;

/** Finds a member of a JSON object without building the document. */
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
