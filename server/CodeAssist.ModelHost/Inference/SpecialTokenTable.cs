using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Which id plays which role in a loaded vocabulary; a role that has not exactly one id is not there.</summary>
internal sealed class SpecialTokenTable
{
    private readonly Dictionary<SpecialToken, int> _ids = [];

    public SpecialTokenTable(Vocabulary vocabulary)
    {
        Add(SpecialToken.BeginOfText, vocabulary.BeginOfText);
        Add(SpecialToken.EndOfText, vocabulary.EndOfText);
        AddKnown(vocabulary, SpecialToken.FimPrefix, vocabulary.FimPrefix);
        AddKnown(vocabulary, SpecialToken.FimSuffix, vocabulary.FimSuffix);
        AddKnown(vocabulary, SpecialToken.FimMiddle, vocabulary.FimMiddle);
        AddKnown(vocabulary, SpecialToken.FimPad, vocabulary.FimPad);
        AddKnown(vocabulary, SpecialToken.RepositoryName, vocabulary.FimRepository);
        AddKnown(vocabulary, SpecialToken.FileSeparator, vocabulary.FimSeparator);
        FimRefusal = Refusal(vocabulary);
    }

    public IReadOnlyList<SpecialToken> Roles => [.. _ids.Keys.Order()];

    /// <summary>Why fill-in-the-middle cannot be used, or null when it can.</summary>
    public string? FimRefusal { get; }

    public bool TryGet(SpecialToken role, [NotNullWhen(true)] out int id) => _ids.TryGetValue(role, out id);

    /// <summary>Whether a generated token is one of these: then the model has left the text and the answer is over.</summary>
    public bool Contains(int token) => _ids.ContainsValue(token);

    /// <summary>What the vocabulary calls them.</summary>
    public IReadOnlyDictionary<SpecialToken, string> Texts(Vocabulary vocabulary) => _ids.ToDictionary(role => role.Key, role => vocabulary.Text(role.Value));

    private bool WantsMiddle(Vocabulary vocabulary) =>
        !_ids.TryGetValue(SpecialToken.FimPrefix, out var prefix) || !string.Equals(vocabulary.Text(prefix), SpecialTokenTexts.SuffixFirstPrefix, StringComparison.Ordinal);

    private void AddKnown(Vocabulary vocabulary, SpecialToken role, int fromMetadata)
    {
        if (fromMetadata != Vocabulary.None)
        {
            Add(role, fromMetadata);
            return;
        }

        foreach (var text in SpecialTokenTexts.Of(role))
        {
            if (vocabulary.SpecialToken(text) is var id && id != Vocabulary.None)
            {
                Add(role, id);
                return;
            }
        }
    }

    private void Add(SpecialToken role, int id)
    {
        if (id != Vocabulary.None)
        {
            _ids[role] = id;
        }
    }

    private string? Refusal(Vocabulary vocabulary)
    {
        SpecialToken[] needed = [SpecialToken.FimPrefix, SpecialToken.FimSuffix, .. WantsMiddle(vocabulary) ? [SpecialToken.FimMiddle] : Array.Empty<SpecialToken>()];
        var missing = needed.Where(role => !_ids.ContainsKey(role)).ToList();
        if (missing.Count > 0)
        {
            var words = missing.Select(role => role.ToString()["Fim".Length..].ToLowerInvariant());
            return $"its vocabulary has no token for {string.Join(", ", words)}";
        }

        return needed.Select(role => _ids[role]).Distinct().Count() == needed.Length
            ? null
            : "its vocabulary uses one token for several of prefix, suffix and middle";
    }
}
