namespace CodeAssist.Server.Reviewing.Output;

/// <summary>Who a review is written for.</summary>
internal enum ReviewFormat
{
    /// <summary>People at a terminal.</summary>
    Text,

    /// <summary>People on a page: a comment on a merge request.</summary>
    Markdown,

    /// <summary>Programs, with everything there is.</summary>
    Json,

    /// <summary>Code scanning and editors: SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>reviewdog.</summary>
    Rdjson,

    /// <summary>Annotations of GitHub Actions.</summary>
    GitHub,

    /// <summary>Code quality of GitLab.</summary>
    GitLab,
}
