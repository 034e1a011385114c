namespace CodeAssist.Core.Text;

/// <summary>What one change of an editor came to.</summary>
/// <param name="Offset">Where, in UTF-16 code units, in the text before the change.</param>
/// <param name="Removed">UTF-16 code units taken out.</param>
/// <param name="Inserted">What was put in.</param>
public sealed record DocumentEdit(int Offset, int Removed, string Inserted)
{
    /// <summary>Whether something was taken out and nothing put in its place.</summary>
    public bool IsDeletion => Removed > 0 && Inserted.Length == 0;
}
