package io.jvirt.acceptance.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the code against cases of another implementation.
 *
 * <p>Usage: {@code DIR [--failing] [--suite NAME]... [--output DIR]}. DIR holds {@code cases.jsonl}. One line is printed
 * for each suite that occurs there: name, passed and total of the cases that must succeed, then of those that must be
 * rejected. Cases of a suite that does not exist yet count as failed.
 */
public final class ConformanceProgram {
    private static final String USAGE = "usage: conformance DIR [--failing] [--suite NAME]... [--output DIR]";

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, Suite> suites;

    /** A program that prints its results to the one stream and its complaints to the other. */
    public ConformanceProgram(PrintStream out, PrintStream err) {
        this(out, err, Suites.all());
    }

    ConformanceProgram(PrintStream out, PrintStream err, Map<String, Suite> suites) {
        this.out = out;
        this.err = err;
        this.suites = suites;
    }

    /** {@return the exit status: 0, or 2 when the arguments or the case list cannot be used} */
    public int run(String... arguments) {
        Path folder = null;
        Path output = null;
        boolean failing = false;
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            boolean hasValue = i + 1 < arguments.length;
            if (argument.equals("--failing")) {
                failing = true;
            } else if (argument.equals("--suite") && hasValue) {
                wanted.add(arguments[++i]);
            } else if (argument.equals("--output") && hasValue) {
                output = Path.of(arguments[++i]);
            } else if (!argument.startsWith("-") && folder == null) {
                folder = Path.of(argument);
            } else {
                err.println("conformance: unexpected argument '" + argument + "'\n" + USAGE);
                return 2;
            }
        }
        if (folder == null) {
            err.println(USAGE);
            return 2;
        }
        try {
            report(read(folder), wanted, failing, output);
            return 0;
        } catch (IOException e) {
            err.println("conformance: cannot read the cases in " + folder + ": " + e.getMessage());
            return 2;
        }
    }

    private static Map<String, List<ConformanceCase>> read(Path folder) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Map<String, List<ConformanceCase>> bySuite = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("cases.jsonl"), StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                try {
                    ConformanceCase theCase = ConformanceCase.of(folder, json.readTree(line));
                    bySuite.computeIfAbsent(theCase.suite(), s -> new ArrayList<>()).add(theCase);
                } catch (JacksonException e) {
                    throw new IOException("a line of cases.jsonl is not JSON: " + e.getOriginalMessage(), e);
                }
            }
        }
        return bySuite;
    }

    private void report(Map<String, List<ConformanceCase>> bySuite, List<String> wanted, boolean failing,
            @Nullable Path output) {
        CaseRunner runner = new CaseRunner(output);
        bySuite.forEach((name, cases) -> {
            if (wanted.isEmpty() || wanted.contains(name)) {
                runSuite(name, cases, failing, runner);
            }
        });
    }

    private void runSuite(String name, List<ConformanceCase> cases, boolean failing, CaseRunner runner) {
        Suite suite = suites.get(name);
        int passed = 0;
        int total = 0;
        int rejected = 0;
        int mustFail = 0;
        List<String> failures = new ArrayList<>();
        for (ConformanceCase theCase : cases) {
            Verdict verdict = suite == null ? new Verdict.Failed("suite not implemented") : runner.run(suite, theCase);
            int point = verdict instanceof Verdict.Passed ? 1 : 0;
            if (theCase.mustFail()) {
                mustFail++;
                rejected += point;
            } else {
                total++;
                passed += point;
            }
            if (verdict instanceof Verdict.Failed(String reason)) {
                failures.add("  " + theCase.id() + ": " + reason);
            }
        }
        out.println(name + " " + passed + "/" + total + " must-fail " + rejected + "/" + mustFail);
        if (failing) {
            failures.forEach(out::println);
        }
    }
}
