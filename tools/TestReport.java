import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * Sums the reports of Surefire below the working folder up: failures, what was skipped and why, and last the count. Ends
 * with 1 when something failed. The argument is what failed besides the tests, such as the build.
 */
class TestReport {
    public static void main(String[] arguments) throws Exception {
        int failed = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        int passed = 0;
        List<String> failures = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        if (failed > 0) {
            failures.add("the build did not end well; Maven's output above says why");
        }
        try (Stream<Path> files = Files.walk(Path.of(""), 4)) {
            for (Path file : files.filter(TestReport::isReport).sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    XMLInputFactory factory = XMLInputFactory.newFactory();
                    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
                    XMLStreamReader xml = factory.createXMLStreamReader(in);
                    String test = "";
                    int outcome = 0;
                    while (xml.hasNext()) {
                        int event = xml.next();
                        if (event == XMLStreamConstants.START_ELEMENT) {
                            switch (xml.getLocalName()) {
                                case "testcase" -> {
                                    test = xml.getAttributeValue(null, "classname") + "."
                                            + xml.getAttributeValue(null, "name");
                                    outcome = 0;
                                }
                                case "failure", "error" -> {
                                    outcome = 1;
                                    failures.add(test + ": " + firstLine(xml.getAttributeValue(null, "message")));
                                }
                                case "skipped" -> {
                                    outcome = 2;
                                    String message = xml.getAttributeValue(null, "message");
                                    // An assumption that failed tells its reason in the text.
                                    skipped.add(test + ": " + firstLine(message != null ? message : xml.getElementText())
                                            .replaceFirst("^.*Assumption failed: ", ""));
                                }
                                default -> {}
                            }
                        } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
                            if (outcome == 0) {
                                passed++;
                            } else if (outcome == 1) {
                                failed++;
                            }
                        }
                    }
                }
            }
        }
        print("Failed:", failures);
        print("Skipped:", skipped);
        System.out.println();
        System.out.println(passed + " passed, " + failed + " failed, " + skipped.size() + " skipped");
        System.exit(failed > 0 ? 1 : 0);
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml") && file.toString().contains("surefire-reports");
    }

    private static String firstLine(String message) {
        return message == null ? "(no reason given)" : message.strip().lines().findFirst().orElse("(no reason given)");
    }

    private static void print(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            System.out.println();
            System.out.println(title);
            lines.forEach(line -> System.out.println("  " + line));
        }
    }
}
