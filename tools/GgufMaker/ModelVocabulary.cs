namespace CodeAssist.GgufMaker;

/// <summary>The vocabulary of a made model: a real one, a family's special tokens, and filler up to a size.</summary>
public sealed class ModelVocabulary
{
    private const int Ordinary = 1;
    private const int Control = 3;
    private const int UserDefined = 4;

    private ModelVocabulary(SourceVocabulary source, int size)
    {
        Merges = source.Merges;
        PreTokenizer = source.PreTokenizer;
        Tokens = new string[size];
        Types = new int[size];
    }

    public string[] Tokens { get; }

    public int[] Types { get; }

    public IReadOnlyList<string> Merges { get; }

    public string PreTokenizer { get; }

    public string? ChatTemplate { get; private set; }

    public int EndOfText { get; private set; }

    public int? BeginOfText { get; private set; }

    /// <param name="source">Where ordinary tokens come from; its own special tokens become unused ones.</param>
    /// <param name="family">Whose special tokens it gets.</param>
    /// <param name="size">Tokens in all, or 0 for as few as it takes.</param>
    public static ModelVocabulary Build(SourceVocabulary source, VocabularyFamily family, int size)
    {
        string[] special = [family.EndOfText, .. family.Others, .. family.BeginOfText is { } begin ? new[] { begin } : []];
        var needed = source.Tokens.Count + special.Length;
        var vocabulary = new ModelVocabulary(source, Math.Max(size, needed));
        vocabulary.Fill(source);

        // Where the real family has them, if the vocabulary reaches that far, else at its end.
        var first = family.FirstId + special.Length <= vocabulary.Tokens.Length ? family.FirstId : vocabulary.Tokens.Length - special.Length;
        for (var i = 0; i < special.Length; i++)
        {
            vocabulary.Tokens[first + i] = special[i];
            vocabulary.Types[first + i] = family.StandInTexts && family.Others.Contains(special[i], StringComparer.Ordinal) ? UserDefined : Control;
        }

        vocabulary.ChatTemplate = family.ChatTemplate;
        vocabulary.EndOfText = first;
        vocabulary.BeginOfText = family.BeginOfText is null ? null : first + special.Length - 1;
        return vocabulary;
    }

    private void Fill(SourceVocabulary source)
    {
        for (var id = 0; id < Tokens.Length; id++)
        {
            var isOrdinary = id < source.Tokens.Count && source.TokenTypes[id] == Ordinary;
            Tokens[id] = isOrdinary ? source.Tokens[id] : id < source.Tokens.Count ? $"<|unused_{id}|>" : $"filler{id}";
            Types[id] = id < source.Tokens.Count && !isOrdinary ? Control : Ordinary;
        }
    }
}
