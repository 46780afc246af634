package io.jvirt.cli.grammar;

import java.util.ArrayList;
import java.util.List;

/** Finds the names that a mistyped one could stand for. */
public final class Names {
    private Names() {}

    /**
     * {@return a further line for a message, with a line break before it, empty when nothing is near}
     *
     * @param lead what stands before each name, such as {@code --}
     */
    public static String hint(String lead, String typed, List<String> known) {
        List<String> near = near(typed, known);
        if (near.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nDid you mean ");
        for (int i = 0; i < near.size(); i++) {
            if (i > 0) {
                text.append(i == near.size() - 1 ? " or " : ", ");
            }
            text.append('\'').append(lead).append(near.get(i)).append('\'');
        }
        return text.append('?').toString();
    }

    /** {@return at most three names, nearest first: few changes apart, or beginning with what was typed} */
    public static List<String> near(String typed, List<String> known) {
        int limit = typed.length() <= 3 ? 1 : typed.length() <= 6 ? 2 : 3;
        List<String> found = new ArrayList<>();
        List<Integer> distances = new ArrayList<>();
        for (String name : known) {
            int distance = typed.length() >= 3 && name.startsWith(typed) ? 1 : distance(typed, name);
            if (distance > limit) {
                continue;
            }
            int at = 0;
            while (at < found.size() && distances.get(at) <= distance) {
                at++;
            }
            found.add(at, name);
            distances.add(at, distance);
        }
        return found.size() > 3 ? found.subList(0, 3) : found;
    }

    /** {@return the number of letters to add, drop, change or swap with a neighbour (restricted Damerau-Levenshtein)} */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, d[i - 2][j - 2] + 1);
                }
                d[i][j] = best;
            }
        }
        return d[a.length()][b.length()];
    }
}
