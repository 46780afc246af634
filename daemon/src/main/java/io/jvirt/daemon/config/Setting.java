package io.jvirt.daemon.config;

import java.util.List;

/**
 * One line of jvirtd.conf: the place from which the file is read, checked and documented.
 *
 * @param key its name; libvirtd's where libvirtd has the setting
 * @param kind what values it takes
 * @param initial its value when the file says nothing, as it would be written
 * @param live whether SIGHUP brings a new value into effect; others wait for the next start
 * @param text what it does, one string a line
 */
public record Setting(String key, Kind kind, String initial, boolean live, List<String> text) {
    /** The values a setting takes. */
    public sealed interface Kind {
        /** A whole number within limits, both included. */
        record Whole(int least, int most) implements Kind {}

        /** 0 or 1. */
        record Switch() implements Kind {}

        /** Any text in quotes. */
        record Text() implements Kind {}

        /** Permission bits in octal, in quotes as libvirtd has them, such as "0770". */
        record Mode() implements Kind {}

        /** One of some words, in quotes. */
        record Choice(List<String> words) implements Kind {
            /** Keeps a copy. */
            public Choice {
                words = List.copyOf(words);
            }
        }
    }

    /** Keeps a copy of the text. */
    public Setting {
        text = List.copyOf(text);
    }
}
