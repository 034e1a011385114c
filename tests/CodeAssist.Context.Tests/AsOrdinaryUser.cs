using System.Runtime.InteropServices;

namespace CodeAssist.Context.Tests;

/// <summary>Lets the running thread open files as a user without rights, where the tests run as root, which may read everything.</summary>
internal sealed partial class AsOrdinaryUser : IDisposable
{
    private const uint Nobody = 65534;

    private readonly uint _before = SetFileUser(Nobody);

    private AsOrdinaryUser()
    {
    }

    public static AsOrdinaryUser? OnThisThread() => Environment.IsPrivilegedProcess ? new AsOrdinaryUser() : null;

    public void Dispose() => Assert.Equal(Nobody, SetFileUser(_before));

    // Linux keeps this user for each thread apart. Returns the one before.
    [LibraryImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint SetFileUser(uint user);
}
