namespace CodeAssist.Core.Agent.Edits;

/// <summary>Why a block of an edit does not fit.</summary>
/// <param name="Index">Which block.</param>
/// <param name="Path">The file that it is about, as the model wrote it.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Nearest">The lines of the file that come closest to what was meant, each behind its number; empty for none.</param>
public sealed record BlockFailure(int Index, string Path, string Why, string Nearest)
{
    public string Message => Nearest.Length == 0 ? Why : $"{Why}\n{Nearest}";
}
