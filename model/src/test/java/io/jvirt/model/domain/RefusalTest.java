package io.jvirt.model.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jvirt.model.complete.CompletionOptions;
import io.jvirt.model.complete.DomainCompletion;
import io.jvirt.model.complete.DriverRules;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import io.jvirt.model.xml.XmlException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words and the kind of failure that people get from libvirt for common mistakes. */
class RefusalTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <name>x</name>                        | ''                                            | NO_NAME     | missing name information
            type='test'                           | type='foo'                                    | UNSUPPORTED | invalid domain type foo
            <os><type>hvm</type></os>             | ''                                            | MISSING     | an os <type> must be specified
            <type>hvm</type>                      | <type>foo</type>                              | UNSUPPORTED | unknown OS type 'foo'
            <devices/>                            | <features><foo/></features>                   | UNSUPPORTED | unexpected feature 'foo'
            <devices/>                            | <cpu mode='foo'/>                             | UNSUPPORTED | Invalid mode attribute 'foo'
            <devices/>                            | <clock offset='foo'/>                         | UNSUPPORTED | unknown clock offset 'foo'
            <devices/>                            | <on_crash>foo</on_crash>                      | UNSUPPORTED | unknown on_crash action: foo
            <devices/>                            | <iothreads>x</iothreads>                      | INVALID     | invalid iothreads count 'x'
            <devices/>                            | <devices><watchdog model='foo'/></devices>    | UNSUPPORTED | unknown watchdog model 'foo'
            <devices/>                            | <devices><panic model='foo'/></devices>       | UNSUPPORTED | unknown panic model 'foo'
            <devices/>                            | <devices><input type='foo'/></devices>        | UNSUPPORTED | unknown input device type 'foo'
            <devices/>                            | <devices><serial type='foo'/></devices>       | UNSUPPORTED | unknown type presented to host for character device: foo
            <devices/>                            | <devices><channel type='pty'/></devices>      | MISSING     | target type must be specified for channel device
            <devices/>                            | <devices><tpm/></devices>                     | MISSING     | missing TPM device backend
            <devices/>                            | <devices><shmem/></devices>                   | MISSING     | shmem element must contain 'name' attribute
            <devices/>                            | <devices><lease/></devices>                   | MISSING     | Missing 'key' element for lease
            <devices/>                            | <devices><interface type='bridge'/></devices> | MISSING     | interface type='bridge' requires a 'source' element
            <devices/>                            | <devices><disk><source file='/a'/></disk></devices> | NO_TARGET | missing target information for device /a
            <devices/>                            | <devices><filesystem><target dir='t'/></filesystem></devices> | NO_SOURCE | missing source information for device t
            <devices/>                            | <devices><interface type='user'><mac address='zz'/></interface></devices> | INVALID | unable to parse mac address 'zz'
            <devices/>                            | <devices><interface type='user'><address type='foo'/></interface></devices> | UNSUPPORTED | unknown address type 'foo'
            """)
    void commonMistakes(String right, String wrong, Kind kind, String message) {
        String document = "<domain type='test'><name>x</name><memory>1024</memory><os><type>hvm</type></os><devices/></domain>";
        var failure = catchThrowableOfType(XmlException.class, () -> DomainCompletion.complete(
                Xml.parse(DomainDescription.class, document.replace(right, wrong), ParseOptions.DEFINITION), DriverRules.NONE, CompletionOptions.DEFINE));
        assertThat(failure).hasMessage(message).returns(kind, XmlException::kind);
    }
}
