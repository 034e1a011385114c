namespace CodeAssist.Server.Features.Usage;

/// <summary>What became of one suggestion that was taken; one line of the usage file. No code, no names.</summary>
/// <param name="Schema">Version of this form.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Language">LSP language id.</param>
/// <param name="Characters">Characters taken, white space aside.</param>
/// <param name="Kept">How many of them were still there, by seconds since; what the document's end came before is absent.</param>
internal sealed record UsageEntry(int Schema, DateTimeOffset At, string Language, int Characters, SortedDictionary<int, int> Kept)
{
    public const int CurrentSchema = 1;
}
