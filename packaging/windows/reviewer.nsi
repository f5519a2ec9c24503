; The installer for Windows: for one account, without an administrator, and without a question when it is given /S.
;   makensis -DVERSION=0.1.0 -DFOLDER=build\bundle\reviewer -DOUT=build\bundle\reviewer-0.1.0-setup.exe packaging\windows\reviewer.nsi
; It was never run: tests/walk/test_installers.py has makensis compile it, on Linux.
; /S nothing is asked; /D=PATH another folder (last, without quotation marks). It ends with 2 where Reviewer is running.
Unicode true
!include FileFunc.nsh
!include LogicLib.nsh

Name "Reviewer"
OutFile "${OUT}"
RequestExecutionLevel user
SetCompressor /SOLID lzma
InstallDir "$LOCALAPPDATA\Programs\Reviewer"
InstallDirRegKey HKCU "Software\Reviewer" "InstallDir"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Reviewer"
VIAddVersionKey "FileDescription" "Reviewer"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"
ShowInstDetails nevershow
ShowUninstDetails nevershow
; No page asks for a folder: what is not removed but as a whole lies in one of its own.
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Reviewer"
!define CLASSES "Software\Classes"

; A program that runs can't be written over, and half of a new version beside half of an old one is worse than neither.
!macro EndWhereOneRuns program
    ${If} ${FileExists} "$INSTDIR\${program}"
        ClearErrors
        FileOpen $0 "$INSTDIR\${program}" a
        ${If} ${Errors}
            MessageBox MB_OK|MB_ICONEXCLAMATION "Reviewer is running. Close its window and end its commands, then start this again. Nothing was changed." /SD IDOK
            SetErrorLevel 2
            Quit
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend
!macro EndWhereItRuns
    !insertmacro EndWhereOneRuns "reviewer-desk.exe"
    !insertmacro EndWhereOneRuns "reviewer.exe"
!macroend

; What this installer has put there and nothing else: somebody may keep a casebook in the same folder.
!macro RemoveProgram
    ${If} ${FileExists} "$INSTDIR\reviewer.exe"
        RMDir /r "$INSTDIR\_internal"
        Delete "$INSTDIR\reviewer-desk.exe"
        Delete "$INSTDIR\reviewer.exe"
    ${EndIf}
!macroend

Section
    SetShellVarContext current
    !insertmacro EndWhereItRuns
    !insertmacro RemoveProgram
    SetOutPath "$INSTDIR"
    File /r "${FOLDER}\*"
    WriteUninstaller "$INSTDIR\uninstall.exe"

    CreateDirectory "$SMPROGRAMS\Reviewer"
    SetOutPath "$PROFILE"
    CreateShortcut "$SMPROGRAMS\Reviewer\Reviewer.lnk" "$INSTDIR\reviewer-desk.exe"
    CreateShortcut "$SMPROGRAMS\Reviewer\Reviewer commands.lnk" "$SYSDIR\cmd.exe" '/k set "PATH=$INSTDIR;%PATH%" && reviewer --help' "$INSTDIR\reviewer.exe"
    SetOutPath "$INSTDIR"

    ; A casebook is a folder: Windows opens none with a program by a double click, but offers what is said here in its menu.
    WriteRegStr HKCU "${CLASSES}\Directory\shell\Reviewer" "" "Open in Reviewer"
    WriteRegStr HKCU "${CLASSES}\Directory\shell\Reviewer" "AppliesTo" 'System.FileName:"*.casebook"'
    WriteRegStr HKCU "${CLASSES}\Directory\shell\Reviewer" "Icon" "$INSTDIR\reviewer-desk.exe"
    WriteRegStr HKCU "${CLASSES}\Directory\shell\Reviewer\command" "" '"$INSTDIR\reviewer-desk.exe" "%1"'
    ; casebook.sqlite and merged files: offered under "Open with", and taken from no other program.
    WriteRegStr HKCU "${CLASSES}\Reviewer.casebook" "" "Casebook of Reviewer"
    WriteRegStr HKCU "${CLASSES}\Reviewer.casebook\DefaultIcon" "" "$INSTDIR\reviewer-desk.exe"
    WriteRegStr HKCU "${CLASSES}\Reviewer.casebook\shell\open\command" "" '"$INSTDIR\reviewer-desk.exe" "%1"'
    WriteRegStr HKCU "${CLASSES}\.casebook" "" "Reviewer.casebook"
    WriteRegStr HKCU "${CLASSES}\.sqlite\OpenWithProgids" "Reviewer.casebook" ""

    WriteRegStr HKCU "Software\Reviewer" "InstallDir" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Reviewer"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\reviewer-desk.exe"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

; Casebooks stay where they are, and so do settings, keys and backups in %LOCALAPPDATA%\reviewer.
Section Uninstall
    SetShellVarContext current
    !insertmacro EndWhereItRuns
    !insertmacro RemoveProgram
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Reviewer\Reviewer.lnk"
    Delete "$SMPROGRAMS\Reviewer\Reviewer commands.lnk"
    RMDir "$SMPROGRAMS\Reviewer"
    DeleteRegKey HKCU "${CLASSES}\Directory\shell\Reviewer"
    DeleteRegKey HKCU "${CLASSES}\Reviewer.casebook"
    DeleteRegKey HKCU "${CLASSES}\.casebook"
    DeleteRegValue HKCU "${CLASSES}\.sqlite\OpenWithProgids" "Reviewer.casebook"
    DeleteRegKey HKCU "${UNINSTALL}"
    DeleteRegKey HKCU "Software\Reviewer"
SectionEnd
