package io.jvirt.doctor;

/**
 * The result of one look at the host.
 *
 * @param area what part of the host, as a heading
 * @param subject what was looked at
 * @param verdict how well it stands
 * @param found what is there
 * @param remedy what to do about it; empty when nothing needs to be done
 */
record Finding(String area, String subject, Verdict verdict, String found, String remedy) {
    static Finding pass(String area, String subject, String found) {
        return new Finding(area, subject, Verdict.PASS, found, "");
    }

    static Finding warn(String area, String subject, String found, String remedy) {
        return new Finding(area, subject, Verdict.WARN, found, remedy);
    }

    static Finding fail(String area, String subject, String found, String remedy) {
        return new Finding(area, subject, Verdict.FAIL, found, remedy);
    }
}
