//! The terminal itself: taken over, given back, and given back again whatever happens.

use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::execute;
use crossterm::style::Print;
use ratatui::DefaultTerminal;

use super::app::App;
use super::background::QUESTION;

/// The terminal while the tutor has it. Dropping it gives it back.
pub(super) struct Screen {
    terminal: DefaultTerminal,
    /// Whether the terminal reports clicks right now.
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over: alternate screen, raw keys; also given back on a panic.
    pub(super) fn open(app: &App) -> io::Result<Self> {
        let mut screen = Self { terminal: ratatui::try_init()?, mouse: false };
        screen.listen_to_mouse(app.wants_mouse())?;
        Ok(screen)
    }

    /// Draws the screen as it is now.
    pub(super) fn draw(&mut self, app: &mut App) -> io::Result<()> {
        self.listen_to_mouse(app.wants_mouse())?;
        // What the next key does depends on the size, so it is asked for before the frame is drawn, not by drawing it.
        self.terminal.autoresize()?;
        let area = self.terminal.get_frame().area();
        app.resize(area);
        self.terminal.draw(|frame| app.render(frame.area(), frame.buffer_mut()))?;
        Ok(())
    }

    /// Draws every cell, whatever another program may have left on the screen.
    pub(super) fn draw_afresh(&mut self, app: &mut App) -> io::Result<()> {
        self.terminal.clear()?;
        self.draw(app)
    }

    /// Asks the terminal for its background; the answer comes among the keys, or never.
    pub(super) fn ask_for_background(&mut self) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), Print(QUESTION))
    }

    /// Puts a text into the clipboard, where the terminal lets a program do so:
    /// <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h3-Operating-System-Commands>.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    fn listen_to_mouse(&mut self, wanted: bool) -> io::Result<()> {
        if wanted != self.mouse {
            execute!(io::stdout(), Print(if wanted { MOUSE_ON } else { MOUSE_OFF }))?;
            self.mouse = wanted;
        }
        Ok(())
    }

    /// Hands the terminal back to the shell until the program is called to the foreground again.
    pub(super) fn suspend(&mut self, app: &mut App) -> io::Result<()> {
        give_back()?;
        self.mouse = false;
        stop_this_process()?;
        // A fresh terminal knows nothing of what is on the screen, so everything is drawn.
        self.terminal = ratatui::try_init()?;
        self.draw(app)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Nobody may be there to see it.
        let _ = execute!(io::stdout(), Print(MOUSE_OFF));
        ratatui::restore();
    }
}

/// Presses and the wheel, with positions beyond column 223; not every movement, which would wake the program for nothing:
/// <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Mouse-Tracking>.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";

/// Takes [`MOUSE_ON`] back.
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Gives the terminal back without dropping it, which alone would show the cursor.
fn give_back() -> io::Result<()> {
    execute!(io::stdout(), Print(MOUSE_OFF))?;
    ratatui::try_restore()?;
    execute!(io::stdout(), Show)
}

#[cfg(unix)]
fn stop_this_process() -> io::Result<()> {
    signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)
}

#[cfg(not(unix))]
fn stop_this_process() -> io::Result<()> {
    Ok(())
}

/// Gives the terminal back and ends the program when it is told to end.
///
/// A thread that waits for signals: a flag would not be seen by a blocked read, and a closed terminal would make the read
/// fail for ever. What was graded is on the disk already.
#[cfg(unix)]
pub(super) fn restore_on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            // Nobody may be there to see it: then restoring fails, and that is fine.
            let _ = give_back();
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn restore_on_signals() -> io::Result<()> {
    Ok(())
}
