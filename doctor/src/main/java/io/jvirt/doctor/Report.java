package io.jvirt.doctor;

import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** How findings are shown. */
final class Report {
    private static final int WIDTH = 34;
    private static final String RESET = "\033[0m";

    private Report() {}

    /** {@return a table for people} */
    static String table(List<Finding> findings, boolean colour) {
        StringBuilder text = new StringBuilder();
        String area = "";
        for (Finding finding : findings) {
            if (!finding.area().equals(area)) {
                text.append(area.isEmpty() ? "" : "\n").append(finding.area()).append('\n');
                area = finding.area();
            }
            text.append("  ");
            if (colour) {
                text.append(colourOf(finding.verdict())).append(finding.verdict()).append(RESET);
            } else {
                text.append(finding.verdict());
            }
            text.append("  ").append(finding.subject());
            text.repeat(' ', Math.max(2, WIDTH - finding.subject().length())).append(finding.found()).append('\n');
            if (!finding.remedy().isEmpty()) {
                text.append("        -> ").append(finding.remedy()).append('\n');
            }
        }
        text.append('\n').append(summary(findings)).append('\n');
        return text.toString();
    }

    private static String summary(List<Finding> findings) {
        long failed = findings.stream().filter(finding -> finding.verdict() == Verdict.FAIL).count();
        long warned = findings.stream().filter(finding -> finding.verdict() == Verdict.WARN).count();
        if (failed > 0) {
            return "This host cannot run guests yet: " + failed + " FAIL, " + warned + " WARN.";
        }
        return warned == 0
                ? "This host can do everything that was looked at."
                : "This host can run guests. " + warned + " WARN: what is said there does not work, or is slow.";
    }

    private static String colourOf(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "\033[32m";
            case WARN -> "\033[33m";
            case FAIL -> "\033[31m";
        };
    }

    /** {@return an array of objects for programs} */
    static String json(List<Finding> findings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(new ObjectWriteContext.Base() {
            @Override
            public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }
        }, text)) {
            json.writeStartArray();
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringProperty("area", finding.area());
                json.writeStringProperty("subject", finding.subject());
                json.writeStringProperty("verdict", finding.verdict().name());
                json.writeStringProperty("found", finding.found());
                json.writeStringProperty("remedy", finding.remedy());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.append('\n').toString();
    }
}
