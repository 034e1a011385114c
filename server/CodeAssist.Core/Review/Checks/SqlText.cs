namespace CodeAssist.Core.Review.Checks;

/// <summary>What can be told of a statement in SQL by looking at it.</summary>
public static class SqlText
{
    private static readonly string[][] _heads = [["SELECT ", " FROM "], ["INSERT INTO ", ""], ["UPDATE ", " SET "], ["DELETE FROM ", ""], ["REPLACE INTO ", ""], ["MERGE INTO ", ""], ["EXEC ", ""]];

    private static readonly string[] _parts = ["table", "column", "schema", "field", "orderby", "placeholder", "database", "tbl", "select", "where", "clause", "limit", "columns"];

    /// <summary>Whether a text begins as a statement. Its words must stand there as SQL has them: a sentence that begins with "Select" is none.</summary>
    public static bool IsStatement(string text)
    {
        var plain = text.TrimStart().ReplaceLineEndings(" ");
        return _heads.Any(head => plain.StartsWith(head[0], StringComparison.OrdinalIgnoreCase) && plain.Contains(head[1], StringComparison.OrdinalIgnoreCase)
            && (plain.StartsWith(head[0], StringComparison.Ordinal) || plain.StartsWith(head[0].ToLowerInvariant(), StringComparison.Ordinal)));
    }

    /// <summary>Whether what is put into a statement is a value, and not a part of it that cannot be passed as a parameter.</summary>
    /// <param name="expression">As the code has it: <c>user.Name</c>.</param>
    public static bool IsValue(string expression)
    {
        var name = expression.Trim();
        if (name.Length == 0 || !name.Any(char.IsAsciiLetterLower) || name.StartsWith("nameof", StringComparison.Ordinal))
        {
            return false;
        }

        return !_parts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
    }
}
