package io.jvirt.doctor;

import java.util.List;

/** The program behind {@code jvirt doctor}. */
public final class Main {
    private static final List<Check> CHECKS = List.of(
            new ProcessorChecks(), new QemuChecks(), new NetworkChecks(), new ConfinementChecks(), new MemoryChecks());

    private static final String HELP =
            """
            Usage: jvirt doctor [--output table|json]
            Tells what this host can do, and what to do about what it cannot. Changes nothing.
            Ends with 1 when guests cannot run here.
            """;

    private Main() {}

    /** Looks at the host and prints; exit code 0 when guests can run, 1 when not, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        boolean json = false;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            String value = option.startsWith("--output=") ? option.substring("--output=".length())
                    : option.equals("--output") && i + 1 < arguments.length ? arguments[++i] : "";
            if (option.equals("--help") || option.equals("-h")) {
                System.out.print(HELP);
                return;
            }
            if (!value.equals("json") && !value.equals("table")) {
                System.err.print("error: '" + option + "' is not understood\n" + HELP);
                System.exit(2);
            }
            json = value.equals("json");
        }
        Programs programs = Programs.ofHost();
        List<Finding> findings = CHECKS.stream().flatMap(check -> check.run(programs).stream()).toList();
        boolean colour = System.console() != null && System.console().isTerminal() && System.getenv("NO_COLOR") == null;
        System.out.print(json ? Report.json(findings) : Report.table(findings, colour));
        System.exit(findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL) ? 1 : 0);
    }
}
