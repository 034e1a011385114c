using System.Text;
using CodeAssist.Core.Privacy.Characters;
using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Core.Privacy.Gate;

/// <summary>
/// Decides what may be in a request that leaves the machine. Every route goes through it in this order: origins, classes that are never sent,
/// ignored files, hidden characters, then the finished bytes: secrets.
/// </summary>
/// <remarks>
/// Pure and thread-safe. <see cref="Admit"/> comes before the request is built, <see cref="Seal"/> on the bytes as they go to the wire; a preview
/// calls the same two and shows <see cref="GateVerdict.Allowed.Body"/>.
/// </remarks>
/// <param name="standing">What the policy says of a repository now.</param>
/// <param name="scanner">Finds the secrets.</param>
public sealed class PayloadGate(Func<string, RepositoryStanding> standing, SecretScanner scanner)
{
    /// <summary>Most bytes of one request.</summary>
    public const int LargestBody = 16 * 1024 * 1024;

    /// <summary>More different secrets than this are not an accident but a file of them.</summary>
    public const int MostSecrets = 20;

    private static readonly string[] _privateKeys = ["private-key", "private-key-block"];

    /// <summary>Looks at what is to be sent before a request is made of it.</summary>
    public Admission Admit(IReadOnlyList<PayloadPart> parts)
    {
        var refusals = parts.SelectMany(Origins).Select(Judge).OfType<GateRefusalCode>().ToList();
        if (refusals.Count > 0)
        {
            // The weightiest one, whichever part it is about.
            return new Admission.Refused(GateRefusal.Of(refusals.Min()));
        }

        var admitted = parts.Select(AdmitPart).ToList();
        var paths = parts.Zip(admitted).Where(pair => pair.Second.Withheld is null).SelectMany(pair => pair.First.Origins).OfType<PartOrigin.File>().Select(file => file.Path);
        return new Admission.Admitted(admitted) { Paths = [.. paths.Distinct(StringComparer.Ordinal)] };
    }

    /// <summary>Looks at the finished request and takes the secrets out.</summary>
    /// <param name="admitted">What the request was made of.</param>
    /// <param name="body">JSON in UTF-8, as it would go to the wire.</param>
    /// <param name="placeholders">Kept for one request or one conversation.</param>
    /// <param name="approved">What the user has confirmed for this very request; see <see cref="GateRefusal.CanBeApproved"/>.</param>
    public GateVerdict Seal(
        Admission.Admitted admitted, ReadOnlyMemory<byte> body, SecretPlaceholders placeholders, IReadOnlySet<GateRefusalCode> approved)
    {
        if (body.Length > LargestBody)
        {
            return Refused(GateRefusalCode.TooLarge, []);
        }

        var hits = RequestSecrets.In(body.Span, scanner, admitted.Paths);
        if (hits.Count == 0)
        {
            return new GateVerdict.Allowed(body, [], Counted(hits));
        }

        var fields = JsonFields.Of(body.Span);
        if (hits.Any(hit => !fields.HoldInOne(hit.Start..hit.End)))
        {
            return Refused(GateRefusalCode.SecretNotReplaceable, hits);
        }

        if (hits.Any(hit => _privateKeys.Contains(hit.RuleId, StringComparer.Ordinal)) && !approved.Contains(GateRefusalCode.PrivateKey))
        {
            return Refused(GateRefusalCode.PrivateKey, hits);
        }

        var secrets = hits.Select(hit => RequestText.Plain(body.Span[hit.Start..hit.End])).ToList();
        return secrets.Distinct(StringComparer.Ordinal).Count() > MostSecrets && !approved.Contains(GateRefusalCode.ManySecrets)
            ? Refused(GateRefusalCode.ManySecrets, hits)
            : Redacted(body.Span, hits, secrets, placeholders);
    }

    private static GateVerdict.Allowed Redacted(ReadOnlySpan<byte> body, IReadOnlyList<SecretHit> hits, IReadOnlyList<string> secrets, SecretPlaceholders placeholders)
    {
        var text = RequestText.Plain(body);
        using var redacted = new MemoryStream(body.Length);
        List<string> used = [];
        var at = 0;
        foreach (var (hit, secret) in hits.Zip(secrets))
        {
            var placeholder = placeholders.Of(hit.RuleId, secret, candidate => text.Contains(candidate, StringComparison.Ordinal));
            used.Add(placeholder);
            redacted.Write(body[at..hit.Start]);
            redacted.Write(Encoding.UTF8.GetBytes(placeholder));
            at = hit.End;
        }

        redacted.Write(body[at..]);
        return new GateVerdict.Allowed(redacted.ToArray(), [.. used.Distinct(StringComparer.Ordinal)], Counted(hits));
    }

    private static IEnumerable<PartOrigin> Origins(PayloadPart part) => part.Origins.Count == 0 ? [new PartOrigin.Outside()] : part.Origins;

    private GateRefusalCode? Judge(PartOrigin origin) => origin switch
    {
        PartOrigin.Product or PartOrigin.User => null,
        PartOrigin.File file => IsOutside(file.Path) ? GateRefusalCode.OutsideWorkspace : Judge(file.Repository),
        PartOrigin.Workspace workspace => Judge(workspace.Repository),
        _ => GateRefusalCode.OutsideWorkspace,
    };

    private GateRefusalCode? Judge(string repository) => standing(repository) switch
    {
        RepositoryStanding.MayLeave => null,
        RepositoryStanding.LocalOnly => GateRefusalCode.LocalOnlyOrigin,
        _ => GateRefusalCode.UnknownOrigin,
    };

    // A path that is not beneath its workspace is of no workspace, whoever says so.
    private static bool IsOutside(string path) =>
        path.Length == 0 || path[0] is '/' or '\\' || path.Contains(':', StringComparison.Ordinal) || path.Split('/', '\\').Contains("..", StringComparer.Ordinal);

    private static AdmittedPart AdmitPart(PayloadPart part)
    {
        var files = part.Origins.OfType<PartOrigin.File>().ToList();
        if (files.Select(file => NeverSend.Of(file.Path)).FirstOrDefault(kind => kind is not null) is { } named)
        {
            var reason = new WithheldReason.NeverSent(named);

            // How settings are built may be seen, where the text is all of one such file and nothing else.
            return named is NeverSendClass.DeploymentSettings && part.Origins is [PartOrigin.File { IsIgnored: false }] && MaskedSettings.Of(part.Text) is { } masked
                ? new AdmittedPart($"{reason.ValuesNote}\n{HiddenCharacters.Clean(masked).Text}", reason, [])
                : Withheld(reason);
        }

        if (NeverSend.IsBinary(part.Text))
        {
            return Withheld(new WithheldReason.NeverSent(NeverSendClass.Binary));
        }

        if (files.Exists(file => file.IsIgnored))
        {
            return Withheld(new WithheldReason.Ignored());
        }

        var clean = HiddenCharacters.Clean(part.Text);
        return new AdmittedPart(clean.Text, Withheld: null, clean.Removed);
    }

    private static AdmittedPart Withheld(WithheldReason reason) => new(reason.Note, reason, []);

    private static GateVerdict.Refused Refused(GateRefusalCode code, IReadOnlyList<SecretHit> hits) => new(GateRefusal.Of(code), Counted(hits));

    private static SortedDictionary<string, int> Counted(IReadOnlyList<SecretHit> hits) =>
        new(hits.GroupBy(hit => hit.RuleId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal), StringComparer.Ordinal);
}
