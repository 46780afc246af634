package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;

@Doc("Protected-key operations of a mainframe guest.")
public record KeyWrap(
        @Child @Doc("Whether keys of one algorithm are protected.") List<Cipher> cipher) {
    public KeyWrap {
        cipher = List.copyOf(cipher);
    }

    @Element("cipher")
    public record Cipher(
            @Attr @Doc("The algorithm.") CipherName name,
            @Attr @Doc("Whether it is on.") OnOff state) {
    }

    public enum CipherName implements XmlEnum { AES, DEA }
}
