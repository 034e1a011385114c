using CodeAssist.Core.Text;

namespace CodeAssist.Context.Fixes;

/// <summary>Brackets of a text that have no partner.</summary>
internal static class OpenBrackets
{
    public static int Count(string text, string languageId)
    {
        var open = new Stack<char>();
        var alone = 0;
        var scan = new CodeScan(text, languageId);
        while (scan.MoveNext())
        {
            var bracket = text[scan.Position];
            if (bracket is '(' or '[' or '{')
            {
                open.Push(bracket);
            }
            else if (open.TryPeek(out var opener) && (opener, bracket) is ('(', ')') or ('[', ']') or ('{', '}'))
            {
                open.Pop();
            }
            else
            {
                alone++;
            }
        }

        return alone + open.Count + (scan.EndsOutsideCode ? 1 : 0);
    }
}
