using System.Text;

namespace CodeAssist.Context.Outline;

/// <summary>Heads of members as they are told: on one line, and short.</summary>
internal static class Signatures
{
    private const int Longest = 240;

    public static string OnOneLine(ReadOnlySpan<char> head)
    {
        var text = new StringBuilder();
        foreach (var character in head.TrimStart())
        {
            if (!char.IsWhiteSpace(character))
            {
                text.Append(character);
            }
            else if (text[^1] != ' ')
            {
                text.Append(' ');
            }

            if (text.Length >= Longest)
            {
                return text.Append('…').ToString();
            }
        }

        return text.ToString().TrimEnd();
    }
}
