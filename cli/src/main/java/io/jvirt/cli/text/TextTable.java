package io.jvirt.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows under headings, laid out as virsh does: each cell after one space, two more after the longest of its column, a
 * dashed rule under the headings. A cell is a text, a number or null, which reads {@code -}.
 */
public final class TextTable {
    private final String[] headings;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** A table with these headings. */
    public TextTable(String... headings) {
        this.headings = headings;
    }

    /** Adds a row, a cell for each heading. */
    public void row(@Nullable Object... cells) {
        if (cells.length != headings.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.length + " headings");
        }
        rows.add(cells);
    }

    /** {@return whether there is no row} */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** {@return the table as text, with headings or without} */
    public String text(boolean withHeadings) {
        int columns = headings.length;
        int[] widths = new int[columns];
        List<String[]> lines = new ArrayList<>(rows.size() + 1);
        if (withHeadings) {
            lines.add(headings);
        }
        for (@Nullable Object[] row : rows) {
            String[] line = new String[columns];
            for (int i = 0; i < columns; i++) {
                line[i] = cell(row[i]);
            }
            lines.add(line);
        }
        for (String[] line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(line[i]));
            }
        }
        StringBuilder text = new StringBuilder(256);
        for (int n = 0; n < lines.size(); n++) {
            String[] line = lines.get(n);
            for (int i = 0; i < columns; i++) {
                text.append(' ').append(line[i]);
                if (i < columns - 1) {
                    pad(text, widths[i] - DisplayWidth.of(line[i]) + 2, ' ');
                }
            }
            text.append('\n');
            if (withHeadings && n == 0) {
                int total = 0;
                for (int width : widths) {
                    total += width + 3;
                }
                pad(text, total, '-');
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** {@return the rows as maps from a heading's key to the value} */
    public List<Map<String, @Nullable Object>> records() {
        List<Map<String, @Nullable Object>> records = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            for (int i = 0; i < headings.length; i++) {
                record.put(Keys.of(headings[i]), row[i]);
            }
            records.add(record);
        }
        return records;
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "-" : DisplayWidth.printable(value.toString());
    }

    private static void pad(StringBuilder text, int count, char with) {
        for (int i = 0; i < count; i++) {
            text.append(with);
        }
    }
}
