import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks EU DSS about signed PDFs, by its default policy (ETSI EN 319 102-1) and without a network.
 *
 * <p>java -cp "build/dss/*" tests/dss/CheckLetters.java TIME FOLDER...
 *
 * <p>Each folder holds root.cer, which is trusted and nothing else is, lists of revoked certificates (*.crl, DER), and
 * the PDFs. TIME (ISO 8601) is when they are checked. Prints a line a signature, its
 * parts separated by tabs: folder, file, indication, subindication, format, what the signature covers, and what DSS says
 * against it. A PDF without a signature has a line with NO-SIGNATURE.
 */
public final class CheckLetters {
    private CheckLetters() {}

    public static void main(String[] words) throws Exception {
        Date at = Date.from(Instant.parse(words[0]));
        for (int number = 1; number < words.length; number++) {
            Path folder = Path.of(words[number]);
            CommonCertificateVerifier verifier = verifier(folder);
            for (Path pdf : named(folder, ".pdf")) {
                System.out.println(String.join("\n", answers(pdf, verifier, at)));
            }
        }
    }

    /** Return who is trusted and what is known of revocations; nothing is asked of the network. */
    private static CommonCertificateVerifier verifier(Path folder) throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(DSSUtils.loadCertificate(folder.resolve("root.cer").toFile()));
        List<InputStream> lists = new ArrayList<>();
        for (Path list : named(folder, ".crl")) {
            lists.add(new ByteArrayInputStream(Files.readAllBytes(list)));
        }
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted);
        verifier.setCrlSource(new ExternalResourcesCRLSource(lists.toArray(InputStream[]::new)));
        return verifier;
    }

    private static List<String> answers(Path pdf, CommonCertificateVerifier verifier, Date at) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(pdf.toFile()));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(at);
        Reports reports = validator.validateDocument();
        SimpleReport report = reports.getSimpleReport();
        String name = pdf.getParent().getFileName() + "\t" + pdf.getFileName() + "\t";
        List<String> lines = new ArrayList<>();
        for (String id : report.getSignatureIdList()) {
            lines.add(name + answer(report, id));
        }
        return lines.isEmpty() ? List.of(name + "NO-SIGNATURE") : lines;
    }

    private static String answer(SimpleReport report, String id) {
        Indication indication = report.getIndication(id);
        List<String> against = new ArrayList<>();
        Stream.of(
                        report.getAdESValidationErrors(id),
                        report.getAdESValidationWarnings(id),
                        report.getQualificationErrors(id))
                .flatMap(List::stream)
                .forEach(message -> against.add(message.getValue()));
        String under = report.getSubIndication(id) == null ? "" : report.getSubIndication(id).toString();
        List<String> scopes = new ArrayList<>();
        report.getSignatureScopes(id).forEach(scope -> scopes.add(scope.getScope().name()));
        return String.join("\t", indication.toString(), under, String.valueOf(report.getSignatureFormat(id)),
                String.join(",", scopes), String.join(" | ", against));
    }

    private static List<Path> named(Path folder, String ending) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted(Comparator.naturalOrder()).toList();
        }
    }
}
