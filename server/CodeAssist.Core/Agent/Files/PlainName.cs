using System.Text;
using CodeAssist.Core.Privacy.Characters;

namespace CodeAssist.Core.Agent.Files;

/// <summary>A name as the most lenient of file systems would take it: without regard to case, to the width of letters, to what cannot be seen.</summary>
internal static class PlainName
{
    public static string Of(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var character in HiddenCharacters.Clean(name).Text)
        {
            // Full-width letters, and the dots and slashes of other scripts.
            plain.Append(character switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
                '\u2024' or '\u3002' or '\uFF61' => '.',
                '\u2044' or '\u2215' or '\u29F8' => '/',
                _ => character,
            });
        }

        return plain.ToString().ToLowerInvariant().TrimEnd(' ', '.');
    }
}
