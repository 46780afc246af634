package io.jvirt.cli;

import io.jvirt.cli.grammar.Command;

/** What {@code --help} and {@code help} without a name print. */
public final class Usage {
    private Usage() {}

    /** {@return how jvirt is called, and its commands} */
    static String text() {
        return """

                jvirt [options]... [<command_string>]
                jvirt [options]... <command> [args...]

                  options:
                    -c | --connect=URI      which hypervisor to talk to
                    -d | --debug=NUM        tell more, 0 most to 4 errors only
                    -e | --escape <char>    the key that leaves a console, such as ^]
                    -h | --help             this text
                    -k | --keepalive-interval=NUM
                                            seconds between signs of life, 0 for none
                    -K | --keepalive-count=NUM
                                            signs of life that may be missing
                    -l | --log=FILE         write messages to a file too
                         --output=FORMAT    table, json or yaml
                    -q | --quiet            results only
                    -r | --readonly         only ask, change nothing
                    -t | --timing           tell how long each command took
                    -v                      short version
                    -V                      long version
                         --version[=TYPE]   version, TYPE is short or long (default short)
                  commands (non interactive mode):

                """ + groups("") + """

                  (help <group> tells the commands of a group)

                  (help <command> tells what a command does, with an example)

                """;
    }

    /** {@return all groups with their commands} */
    public static String groups(String end) {
        StringBuilder text = new StringBuilder(8192);
        for (Group group : Group.values()) {
            text.append(group(group, end)).append('\n');
        }
        return text.toString();
    }

    /** {@return a group with its commands} */
    public static String group(Group group, String end) {
        StringBuilder text = new StringBuilder(2048);
        text.append(' ').append(group.title()).append(" (help keyword '").append(group.keyword()).append("')");
        text.append(end).append('\n');
        for (Command command : Commands.of(group)) {
            text.append("    ").append(command.name());
            for (int i = command.name().length(); i < 30; i++) {
                text.append(' ');
            }
            text.append(' ').append(command.summary()).append('\n');
        }
        return text.toString();
    }
}
