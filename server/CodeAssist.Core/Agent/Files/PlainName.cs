using System.Text;
using CodeAssist.Core.Privacy.Characters;

namespace CodeAssist.Core.Agent.Files;

/// <summary>A name as the most lenient of file systems would take it: without regard to case, to the width of letters, to what cannot be seen.</summary>
internal static class PlainName
{
    public static string Of(string name)
    {
        var clean = HiddenCharacters.Clean(name).Text;
        return (clean.EnumerateRunes().Contains(Rune.ReplacementChar) ? clean : clean.Normalize(NormalizationForm.FormKC)).ToLowerInvariant().TrimEnd(' ', '.');
    }
}
