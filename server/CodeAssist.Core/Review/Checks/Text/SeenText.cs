namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>What a <see cref="SourcePattern"/> is matched against.</summary>
internal enum SeenText
{
    /// <summary>Without comments and strings.</summary>
    Code,

    /// <summary>Strings included.</summary>
    WithoutComments,
}
