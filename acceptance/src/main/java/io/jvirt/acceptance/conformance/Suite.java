package io.jvirt.acceptance.conformance;

import java.util.Optional;

/**
 * Runs the cases of one suite through the code under test. A suite knows how to feed an environment to the code and how
 * to compare, never a particular case.
 */
public interface Suite {
    /** {@return the suite's name in {@code cases.jsonl}} */
    String name();

    /**
     * Turns the input into the output, in the case's environment.
     *
     * @return the output as text
     * @throws Exception the code's own kind when it rejects the input (see {@link #isRejection})
     */
    String run(ConformanceCase theCase) throws Exception;

    /** {@return where the output differs from the expected one, empty when it is as good} */
    Optional<String> difference(String expected, String actual) throws Exception;

    /** {@return whether the code under test rejected the input on purpose, and did not just fall over} */
    boolean isRejection(Throwable thrown);
}
